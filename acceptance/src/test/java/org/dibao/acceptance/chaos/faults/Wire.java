package org.dibao.acceptance.chaos.faults;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/**
 * A port that leads to another one: whole, slow, silent (taken, and nothing comes through), or cut (all connections broken, new ones
 * refused).
 */
final class Wire implements AutoCloseable {
    private static final int CONNECT_MILLIS = 2000;

    enum State {
        WHOLE,
        SLOW,
        SILENT,
        CUT
    }

    private final int target;
    private final ServerSocket server;
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private final Object change = new Object();
    private volatile State state = State.WHOLE;
    private volatile int delayMillis;
    private volatile boolean closed;

    /** @param target a port of this machine, which may be closed at times */
    Wire(int target) {
        this.target = target;
        try {
            server = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    /** Each piece of what is sent takes so much longer. */
    void slow(int millis) {
        delayMillis = millis;
        set(State.SLOW);
    }

    void set(State now) {
        synchronized (change) {
            state = now;
            change.notifyAll();
        }
        if (now == State.CUT) {
            open.forEach(Wire::end);
        }
    }

    private void accept() {
        while (!closed) {
            try {
                Socket client = server.accept();
                if (state == State.CUT) {
                    end(client);
                } else {
                    Thread.ofVirtual().start(() -> connect(client));
                }
            } catch (IOException e) {
                // Closed, or a client that was gone before it was accepted.
            }
        }
    }

    private void connect(Socket client) {
        Socket there = new Socket();
        open.add(client);
        open.add(there);
        try {
            there.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target), CONNECT_MILLIS);
            client.setTcpNoDelay(true);
            there.setTcpNoDelay(true);
            Thread.ofVirtual().start(() -> pass(client, there));
            pass(there, client);
        } catch (IOException e) {
            end(client); // nobody is there at the moment
        } finally {
            end(there);
            open.remove(client);
            open.remove(there);
        }
    }

    private void pass(Socket from, Socket to) {
        byte[] bytes = new byte[64 * 1024];
        try (InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            for (int n = in.read(bytes); n >= 0; n = in.read(bytes)) {
                hold();
                out.write(bytes, 0, n);
            }
        } catch (IOException | InterruptedException e) {
            // It is over for both.
        }
        end(from);
        end(to);
    }

    private void hold() throws InterruptedException {
        synchronized (change) {
            while (state == State.SILENT && !closed) {
                change.wait();
            }
        }
        if (state == State.SLOW) {
            TimeUnit.MILLISECONDS.sleep(delayMillis);
        }
    }

    private static void end(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It is over in any case.
        }
    }

    @Override
    public void close() {
        closed = true;
        set(State.CUT);
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
