package org.dibao.projector.stream;

/** What must be there before a log is read: topics, a database, both belonging together. Throws if it is not; is asked again. */
@FunctionalInterface
public interface ReaderPrerequisites extends Runnable {}
