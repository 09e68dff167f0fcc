package org.dibao.cli.site;

import java.io.IOException;
import java.nio.file.Path;

/** Reads sites of one form. */
public interface Door {
    /** Whether a folder or file has this form. */
    boolean fits(Path given) throws IOException;

    /**
     * Reads it.
     *
     * @param maxFiles how many files it may have
     * @throws Yaml.Fault if it cannot be read as a whole, in a sentence
     */
    ReadSite read(Path given, int maxFiles) throws IOException, Yaml.Fault;
}
