package org.dibao.store.fold;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.dibao.contract.article.Position;
import org.dibao.contract.article.Revision;
import org.dibao.contract.file.FileContent;
import org.dibao.contract.file.FilePath;

/**
 * How a file stands after a position.
 *
 * @param position   of the decision that made it so
 * @param content    what it has in it, or had when it was withdrawn
 * @param withdrawn  whether it is no longer served
 * @param acceptedAt when that was accepted
 */
public record FileHead(
        FilePath path,
        Revision revision,
        Position position,
        FileContent content,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean withdrawn,
        Instant acceptedAt) {

    public FileHead {
        requireNonNull(path, "path");
        requireNonNull(revision, "revision");
        requireNonNull(position, "position");
        requireNonNull(content, "content");
        requireNonNull(acceptedAt, "acceptedAt");
    }

    /** Whether it is served, and its path therefore nobody else's. */
    public boolean serves() {
        return !withdrawn;
    }
}
