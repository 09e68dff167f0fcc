package org.dibao.ingest.submissions;

import org.dibao.contract.file.FilePath;
import org.dibao.contract.submission.Submission.KeepFile;

/**
 * Where a file will be, and how an article shows it.
 *
 * @param markdown a picture, or a link to any other file, to be pasted into Markdown
 */
public record FileLink(FilePath path, String markdown) {

    static FileLink of(KeepFile file) {
        String name = file.path().name();
        boolean picture = file.content().type().startsWith("image/");
        int dot = name.lastIndexOf('.');
        String text = picture && dot > 0
                ? name.substring(0, dot).replaceAll("[-_]+", " ").strip()
                : name;
        String address = file.path().encoded().replace("(", "%28").replace(")", "%29");
        return new FileLink(
                file.path(),
                (picture ? "!" : "") + "["
                        + text.replaceAll("[\\[\\]\\\\`*<>&]", " ").strip() + "](" + address + ")");
    }
}
