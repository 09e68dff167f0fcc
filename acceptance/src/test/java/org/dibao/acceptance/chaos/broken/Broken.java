package org.dibao.acceptance.chaos.broken;

/** The main classes of what is broken on purpose. */
public final class Broken {
    public static final String EARLY_ACKNOWLEDGEMENT = EarlyAcknowledgement.class.getName();
    public static final String EARLY_ANNOUNCEMENT = EarlyAnnouncement.class.getName();
    public static final String EARLY_PROGRESS = EarlyProgress.class.getName();
    public static final String LATE_DEAD_LETTERS = LateDeadLetters.class.getName();
    public static final String UNGUARDED = Unguarded.class.getName();
    public static final String WITHOUT_FENCE = "org.dibao.gateway.pages.WithoutFence";

    private Broken() {}
}
