package org.dibao.cli;

/** What the commands return to the shell. */
final class Exit {
    /** All is well. */
    static final int OK = 0;
    /** The work was done, and something in it was refused or is not well. */
    static final int REFUSED = 1;
    /** The command line was not understood. */
    static final int USAGE = 2;
    /** Dibao could not be reached or did not answer, or the connection broke for good: what came of it is not known. */
    static final int UNREACHABLE = 3;

    private Exit() {}
}
