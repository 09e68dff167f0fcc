package org.dibao.ingest.imports;

import org.dibao.contract.event.Problem;
import org.dibao.ingest.article.Upload;

/** One article of an import. */
sealed interface ImportEntry {
    /** The file name in the archive, or the line number. */
    String name();

    record Article(String name, Upload upload) implements ImportEntry {}

    /** An entry refused without parsing; the import continues after it. */
    record Bad(String name, Problem problem) implements ImportEntry {}
}
