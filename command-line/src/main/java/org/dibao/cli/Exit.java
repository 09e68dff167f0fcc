package org.dibao.cli;

/** The exit statuses of the commands. */
final class Exit {
    /** Everything is fine. */
    static final int OK = 0;
    /** The command ran, but something was refused or is unhealthy. */
    static final int REFUSED = 1;
    /** The command line is invalid. */
    static final int USAGE = 2;
    /** Dibao could not be reached or did not answer, or the connection was lost for good: the outcome is unknown. */
    static final int UNREACHABLE = 3;

    private Exit() {}
}
