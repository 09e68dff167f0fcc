package org.dibao.standalone;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.LinkedHashMap;
import java.util.Map;

/** The configured ports. All others are assigned by the system when a server binds them. */
final class FixedPorts {
    private final Map<Integer, String> optionByPort = new LinkedHashMap<>();

    FixedPorts(Options options) {
        add(options.port(), "--port");
        add(options.kafkaPort(), "--kafka-port");
        for (Service service : Service.values()) {
            add(options.managementPort(service), "--management-port");
        }
    }

    private void add(int port, String option) {
        if (port != 0) {
            optionByPort.put(port, option);
        }
    }

    /**
     * Reports taken ports before anything starts rather than at the end of the start. A port may still be taken in
     * between: see {@link #taken}.
     */
    void requireFree() {
        optionByPort.keySet().forEach(port -> {
            try (ServerSocket socket = new ServerSocket()) {
                // A port in TIME_WAIT after a restart is free for a server that sets this option, as ours do.
                socket.setReuseAddress(true);
                socket.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port));
            } catch (IOException e) {
                throw String.valueOf(e.getMessage()).contains("denied") ? forbidden(port, e) : taken(port, e);
            }
        });
    }

    private StartFailed forbidden(int port, Throwable cause) {
        return new StartFailed(
                "Port " + port + " may not be opened by this user: choose one from 1024 on with "
                        + optionByPort.get(port) + ", and let a web server in front of Dibao listen on " + port
                        + " (docs/behind-a-proxy.md).",
                cause);
    }

    /** Another process listens on a port. */
    StartFailed taken(int port, Throwable cause) {
        String option = optionByPort.get(port);
        return new StartFailed(
                "Port " + port + " is taken: stop the process that listens there"
                        + (option == null
                                ? "."
                                : ", or start with another one, such as " + option + " " + (port + 1) + "."),
                cause);
    }
}
