package org.dibao.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Other programs on the machine: they listen on thousands of ports that the system hands out, give them back and take
 * others all the time. A port that is free now is soon taken, with a probability of about a third.
 */
final class BusyPorts implements AutoCloseable {
    private static final int HELD = 5_000;
    private static final long PAUSE = TimeUnit.MICROSECONDS.toNanos(300);

    private final Deque<ServerSocket> held = new ArrayDeque<>();
    private final Thread taking;
    private volatile boolean closed;

    BusyPorts() {
        for (int i = 0; i < HELD; i++) {
            take();
        }
        taking = Thread.ofPlatform().name("busy-ports").daemon().start(() -> {
            while (!closed) {
                giveBack();
                take();
                LockSupport.parkNanos(PAUSE);
            }
        });
    }

    private void take() {
        try {
            held.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void giveBack() {
        try {
            held.remove().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        closed = true;
        try {
            taking.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        while (!held.isEmpty()) {
            giveBack();
        }
    }
}
