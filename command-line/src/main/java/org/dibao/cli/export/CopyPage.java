package org.dibao.cli.export;

/**
 * What a copy knows of an address.
 *
 * @param status of the last answer
 * @param digest SHA-256 of its file, in hexadecimal; empty if it has none
 * @param tag    its entity tag; empty if it has none
 * @param type   its media type
 * @param to     where it leads if it redirects; empty otherwise
 * @param keys   separated by spaces: it may have changed once an event has one of them
 */
record CopyPage(int status, String digest, String tag, String type, String to, String keys) {

    boolean hasFile() {
        return !digest.isEmpty();
    }

    boolean redirects() {
        return !to.isEmpty();
    }

    /** Whether there is a page, though perhaps none that can be a file. */
    boolean isThere() {
        return status == 200 || redirects();
    }

    CopyPage under(String newKeys) {
        return new CopyPage(status, digest, tag, type, to, newKeys);
    }
}
