package org.dibao.delivery.channel;

/** A subscription cannot be as its definition says. */
public final class InvalidSubscription extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String field;

    /**
     * @param field  as the API names it, such as {@code target} or {@code options.secret}
     * @param detail what is wrong and what to do, in one sentence without the field's name
     */
    public InvalidSubscription(String field, String detail) {
        super(detail);
        this.field = field;
    }

    public String field() {
        return field;
    }

    public String detail() {
        return String.valueOf(getMessage());
    }
}
