package org.dibao.ingest.imports;

/**
 * A file of an archive.
 *
 * @param name    in the archive
 * @param size    in bytes
 * @param content all of it; empty if it is larger than an article may be
 */
record ArchivedFile(String name, long size, byte[] content) {}
