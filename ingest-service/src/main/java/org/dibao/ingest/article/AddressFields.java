package org.dibao.ingest.article;

import org.dibao.contract.address.AllowedAddress;
import org.dibao.ingest.fields.Refused;

/** Addresses in an article's fields. */
final class AddressFields {
    private AddressFields() {}

    /**
     * An address that pages may show, in its stored form: as it was given where that is safe, so that the same file
     * posted again is recognised as unchanged.
     *
     * @throws Refused if pages must not show it
     */
    static String resource(String field, String given) {
        String kept = AllowedAddress.RESOURCE.kept(given);
        if (kept == null) {
            throw Refused.field(
                    field,
                    field
                            + ": it is not an address; write a path on this site, or a full address with http:// or https://, such as"
                            + " https://paper.example/a.html");
        }
        return kept;
    }
}
