package org.dibao.contract.wire;

/** A record that a newer release wrote: the reader stops in front of it until it is upgraded. Nothing is lost. */
public final class NewerVersion extends RuntimeException {
    private static final long serialVersionUID = 1;

    public NewerVersion(String type) {
        super("a record of type " + type
                + " needs a newer release of this service; upgrade it, then it goes on by itself");
    }
}
