package org.dibao.contract.wire;

/** A record written by a newer release: the reader stops before it until it is upgraded. Nothing is lost. */
public final class NewerVersion extends RuntimeException {
    private static final long serialVersionUID = 1;

    public NewerVersion(String type) {
        super("a record of type " + type
                + " needs a newer release of this service; upgrade it, then it goes on by itself");
    }
}
