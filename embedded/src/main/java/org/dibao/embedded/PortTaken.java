package org.dibao.embedded;

/** Another process listens on the port that a server was configured to use. */
public final class PortTaken extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    private final int port;

    PortTaken(String server, int port, Throwable cause) {
        super(
                "The " + server + " cannot listen on port " + port
                        + " of 127.0.0.1: stop the process that listens there, or choose another port",
                cause);
        this.port = port;
    }

    public int port() {
        return port;
    }
}
