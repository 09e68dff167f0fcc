package org.dibao.acceptance.subscriber;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Stands between one client and a gateway, and cuts the client's connections off at random moments: at once, or some
 * bytes further on, wherever in an event that may be; in order, or with a reset.
 */
public final class Relay implements AutoCloseable {
    private static final int BYTES = 3000;

    private final URI gateway;
    private final int wanted;
    private final int pause;
    private final Random random;
    private final ServerSocket server;
    private final List<Connection> open = new CopyOnWriteArrayList<>();
    private final Thread cutting;
    private volatile int cuts;
    private volatile boolean closed;

    /**
     * @param wanted after how many cuts it lets everything through
     * @param pause  how long a connection is left alone on average, in milliseconds
     */
    public Relay(URI gateway, int wanted, int pause, long seed) {
        this.gateway = gateway;
        this.wanted = wanted;
        this.pause = pause;
        this.random = new Random(seed);
        try {
            this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
        this.cutting = Thread.ofVirtual().unstarted(this::cut);
    }

    /** Where the client finds the gateway. */
    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort());
    }

    /** From now on connections are cut. */
    public void begin() {
        cutting.start();
    }

    /** How often the client has been cut off. */
    public int cuts() {
        return cuts;
    }

    /** The same as a part of the times that it is to be cut off. */
    public double cutsDone() {
        return (double) cuts / wanted;
    }

    private void accept() {
        while (!closed) {
            try {
                Socket client = server.accept();
                Thread.ofVirtual().start(() -> connect(client));
            } catch (IOException e) {
                // Closed, or a client that was gone before it was accepted.
            }
        }
    }

    private void connect(Socket client) {
        Socket there = new Socket();
        Connection connection = new Connection(client, there);
        try {
            there.connect(new InetSocketAddress(gateway.getHost(), gateway.getPort()), 2000);
        } catch (IOException e) {
            connection.end(false); // the gateway is being restarted
            return;
        }
        open.add(connection);
        Thread.ofVirtual().start(connection::forth);
        connection.back();
        open.remove(connection);
    }

    private void cut() {
        try {
            while (!closed && cuts < wanted) {
                TimeUnit.MILLISECONDS.sleep(random.nextInt(2 * pause));
                List<Connection> now = List.copyOf(open);
                if (!now.isEmpty() && now.get(random.nextInt(now.size())).cutOff(random)) {
                    cuts++;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed = true;
        cutting.interrupt();
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        new ArrayList<>(open).forEach(connection -> connection.end(false));
    }

    private static final class Connection {
        private static final int NEVER = Integer.MAX_VALUE;

        private final Socket client;
        private final Socket gateway;
        private final CountDownLatch ended = new CountDownLatch(1);
        private int left = NEVER;
        private boolean reset;

        Connection(Socket client, Socket gateway) {
            this.client = client;
            this.gateway = gateway;
        }

        /** Whether it was cut off; false if it had ended already. */
        boolean cutOff(Random random) throws InterruptedException {
            if (ended.getCount() == 0) {
                return false;
            }
            boolean abrupt = random.nextBoolean();
            if (random.nextBoolean()) {
                synchronized (this) {
                    left = random.nextInt(BYTES);
                    reset = abrupt;
                }
                if (ended.await(300, TimeUnit.MILLISECONDS)) {
                    return true;
                }
            }
            end(abrupt);
            return true;
        }

        void forth() {
            try {
                client.getInputStream().transferTo(gateway.getOutputStream());
            } catch (IOException e) {
                // cut off
            }
            end(false);
        }

        void back() {
            byte[] bytes = new byte[4096];
            try (InputStream in = gateway.getInputStream();
                    OutputStream out = client.getOutputStream()) {
                for (int n = in.read(bytes); n >= 0; n = in.read(bytes)) {
                    int through = allowed(n);
                    out.write(bytes, 0, through);
                    if (through < n) {
                        break;
                    }
                }
            } catch (IOException e) {
                // cut off
            }
            end(reset);
        }

        private synchronized int allowed(int n) {
            int through = Math.min(n, left);
            left = left == NEVER ? NEVER : left - through;
            return through;
        }

        synchronized void end(boolean abrupt) {
            if (ended.getCount() == 0) {
                return;
            }
            ended.countDown();
            try {
                if (abrupt) {
                    client.setSoLinger(true, 0);
                }
                client.close();
                gateway.close();
            } catch (IOException e) {
                // It is over in any case.
            }
        }
    }
}
