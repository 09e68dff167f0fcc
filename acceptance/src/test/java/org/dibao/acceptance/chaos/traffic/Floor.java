package org.dibao.acceptance.chaos.traffic;

/** The last position that a gateway said was live. No page may be older, as long as that gateway lives. */
public final class Floor {
    private long position = -1;
    private int life;

    /** Which of its lives the gateway is in. */
    synchronized int life() {
        return life;
    }

    /** @param told in which life it said so; nothing holds for the next one */
    synchronized void raise(int told, long live) {
        if (told == life) {
            position = Math.max(position, live);
        }
    }

    synchronized long position() {
        return position;
    }

    /** The gateway has died. */
    public synchronized void forget() {
        life++;
        position = -1;
    }
}
