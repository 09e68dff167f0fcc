package org.dibao.ingest.article;

import org.dibao.contract.address.AllowedAddress;
import org.dibao.ingest.fields.Refused;

/** Addresses in fields. */
final class Addresses {
    private Addresses() {}

    /**
     * An address that pages may show, as it is kept: as it was given where that is safe, so that the same file posted again is
     * known to be the same.
     *
     * @throws Refused if no page may show it
     */
    static String resource(String field, String given) {
        String kept = AllowedAddress.RESOURCE.kept(given);
        if (kept == null) {
            throw Refused.field(
                    field,
                    field + ": a path on this site, or a whole address with http:// or https://, as"
                            + " https://paper.example/a.html");
        }
        return kept;
    }
}
