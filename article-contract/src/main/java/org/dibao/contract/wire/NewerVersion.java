package org.dibao.contract.wire;

/** A record written by a newer release: a reader that may not pass it over stops before it until it is upgraded. */
public final class NewerVersion extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String type;

    public NewerVersion(String type) {
        super("a record of type " + type
                + " needs a newer release of this service; upgrade it, then it goes on by itself");
        this.type = type;
    }

    /** What this release lacks, for whoever does not wait for another. */
    public String unknown() {
        int version = type.lastIndexOf(".v");
        return "this release does not know version " + type.substring(version + 2) + " of "
                + type.substring(0, version);
    }
}
