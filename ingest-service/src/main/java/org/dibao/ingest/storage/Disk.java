package org.dibao.ingest.storage;

import java.util.OptionalLong;

/** A disk that must not be full. */
public interface Disk {

    /** What lies there, as it is told to publishers. */
    String content();

    /** The bytes that are left; absent if that cannot be told at the moment. May block for some seconds. */
    OptionalLong free();
}
