package org.dibao.store.fold;

import org.dibao.contract.article.ArticleId;
import org.dibao.contract.article.ArticlePath;
import org.dibao.contract.article.Position;
import org.dibao.contract.article.Revision;
import org.dibao.contract.event.Outcome;
import org.dibao.contract.event.Problem;
import org.dibao.contract.file.FileContent;
import org.dibao.contract.file.FilePath;
import org.dibao.contract.submission.Preconditions;
import org.dibao.contract.submission.Request;
import org.dibao.contract.submission.Submission.KeepFile;
import org.dibao.contract.submission.Submission.RemoveFile;
import org.dibao.store.fold.PathClaim.Kind;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of files. The checks come in the order of those of articles: same content, preconditions, path. A path has one
 * owner: a file yields to an article that is or was live there, or has reserved it; a redirect yields to a file.
 */
final class FileRules {
    private FileRules() {}

    static Decision keep(FoldState history, Position position, KeepFile keep) {
        FilePath path = keep.path();
        Request request = keep.request();
        FileHead head = history.file(path);
        FileContent content = keep.content().after(head == null ? null : head.content());
        if (head != null && head.serves() && head.content().equals(content)) {
            return unchanged(position, request, head);
        }
        Problem unmet = unmet(request.preconditions(), path, head);
        if (unmet != null) {
            return NewDecision.rejected(position, keep, unmet);
        }
        PathClaim owner = path.article().map(history::claim).orElse(null);
        if (owner != null && owner.kind() == Kind.CURRENT) {
            return NewDecision.rejected(
                    position,
                    keep,
                    taken(path + " belongs to article " + owner.article() + "; give the file another path"));
        }
        if (owner != null && owner.reservation() != null) {
            Decision refused = NewDecision.rejected(
                    position, keep, taken("the path is reserved for a scheduled article; give the file another path"));
            return DecisionBuilder.builder(refused).concealed(true).build(); // nobody may know of that article yet
        }
        Revision revision = head == null ? Revision.FIRST : head.revision().next();
        FileContent before = head == null ? null : head.content();
        Outcome outcome = head == null || before == null || !head.serves()
                ? new Outcome.FilePublished(path, revision, content, before)
                : new Outcome.FileRevised(path, revision, content, before);
        return decided(
                position,
                request,
                outcome,
                new FileHead(path, revision, position, content, false, request.receivedAt()));
    }

    static Decision remove(FoldState history, Position position, RemoveFile remove) {
        FilePath path = remove.path();
        Request request = remove.request();
        FileHead head = history.file(path);
        if (head == null) {
            return NewDecision.rejected(
                    position, remove, Problem.of(Problem.Type.NOT_FOUND, "there is no file at " + path));
        }
        if (!head.serves()) {
            return unchanged(position, request, head);
        }
        Problem unmet = unmet(request.preconditions(), path, head);
        if (unmet != null) {
            return NewDecision.rejected(position, remove, unmet);
        }
        Revision revision = head.revision().next();
        return decided(
                position,
                request,
                new Outcome.FileWithdrawn(path, revision, head.content()),
                new FileHead(path, revision, position, head.content(), true, request.receivedAt()));
    }

    /** Why an article cannot be at a path; absent if no file is there. */
    static @Nullable Problem keepsAway(
            FoldState history, ArticlePath path, ArticleId article, @Nullable PathClaim owner) {
        boolean own =
                owner != null && owner.kind() == Kind.CURRENT && owner.article().equals(article);
        FileHead file = own ? null : FilePath.of(path).map(history::file).orElse(null);
        return file == null || !file.serves()
                ? null
                : Problem.of(
                        Problem.Type.PATH_TAKEN,
                        "permalink",
                        "a file is at " + path + "; give another slug or permalink, or remove the file first");
    }

    private static Problem taken(String detail) {
        return Problem.of(Problem.Type.PATH_TAKEN, "path", detail);
    }

    private static @Nullable Problem unmet(Preconditions required, FilePath path, @Nullable FileHead head) {
        return head == null
                ? Conditions.unmet(required, null, "file", "")
                : Conditions.unmet(
                        required,
                        head.revision(),
                        "file",
                        "file " + path + (head.serves() ? " exists already" : " existed, and was withdrawn"));
    }

    private static Decision unchanged(Position position, Request request, FileHead head) {
        return decided(
                position,
                request,
                new Outcome.Unchanged(null, head.revision(), null, head.serves() ? head.path() : null),
                null);
    }

    private static Decision decided(Position position, Request request, Outcome outcome, @Nullable FileHead head) {
        return NewDecision.of(position, request, outcome).file(head).build();
    }
}
