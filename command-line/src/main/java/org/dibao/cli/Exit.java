package org.dibao.cli;

/** The exit statuses of the commands. */
public final class Exit {
    /** Everything is fine. */
    public static final int OK = 0;
    /** The command ran, but something was refused or is unhealthy. */
    public static final int REFUSED = 1;
    /** The command line is invalid. */
    public static final int USAGE = 2;
    /** Dibao could not be reached or did not answer, or the connection was lost for good: the outcome is unknown. */
    public static final int UNREACHABLE = 3;

    private Exit() {}
}
