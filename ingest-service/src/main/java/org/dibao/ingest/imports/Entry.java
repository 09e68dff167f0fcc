package org.dibao.ingest.imports;

import org.dibao.contract.event.Problem;
import org.dibao.ingest.article.Upload;

/** One article of an import. */
sealed interface Entry {
    /** The file's name in the archive, or the line. */
    String name();

    record Article(String name, Upload upload) implements Entry {}

    /** Not even worth reading; the import goes on behind it. */
    record Bad(String name, Problem problem) implements Entry {}
}
