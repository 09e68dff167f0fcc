package org.dibao.projector.stream;

/**
 * The prerequisites for reading a log: topics and a database that belong together. Throws if they are not met; the
 * caller tries again.
 */
@FunctionalInterface
public interface ReaderPrerequisites extends Runnable {}
