package org.dibao.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.server.ServerSocketFactory;

/**
 * The sockets of a broker, bound before it is created: a broker must be told its own addresses, and a free port that is
 * not bound yet can be taken by another process.
 */
final class BoundSockets implements ServerSocketFactory, AutoCloseable {
    private static final int BACKLOG = 50; // Kafka's default

    private final Map<Integer, ServerSocketChannel> sockets = new HashMap<>();

    /**
     * Binds a socket on 127.0.0.1.
     *
     * @param port the port, or 0 for any free one
     * @return the port that it is bound to
     * @throws IOException if another process has it
     */
    int bind(int port) throws IOException {
        ServerSocketChannel socket = ServerSocketChannel.open();
        try {
            socket.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port), BACKLOG);
            socket.configureBlocking(false);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
        int bound = socket.socket().getLocalPort();
        sockets.put(bound, socket);
        return bound;
    }

    /** Hands the broker the socket bound to the address it asks for. The broker closes that socket itself. */
    @Override
    public ServerSocketChannel openServerSocket(
            String listener, InetSocketAddress address, int backlog, int receiveBuffer) throws IOException {
        ServerSocketChannel socket = sockets.remove(address.getPort());
        return socket != null ? socket : INSTANCE.openServerSocket(listener, address, backlog, receiveBuffer);
    }

    /** Closes the sockets that no broker took. */
    @Override
    public void close() {
        for (ServerSocketChannel socket : sockets.values()) {
            try {
                socket.close();
            } catch (IOException ignored) {
                // It never accepted a connection.
            }
        }
        sockets.clear();
    }
}
