package org.dibao.backup;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;

/** What a failure of the file system means, in words: the JDK gives only a file's name for some. */
final class Failure {
    private Failure() {}

    static String told(IOException e) {
        return switch (e) {
            case NoSuchFileException missing -> missing.getFile() + " is not there";
            case AccessDeniedException denied -> "this user may not use " + denied.getFile();
            default -> String.valueOf(e.getMessage());
        };
    }
}
