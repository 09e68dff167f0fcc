package org.dibao.acceptance.chaos.truth;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The store's rule told once more, for the deeds that there are here, from the documentation and not from the code: what each
 * decides, and what readers see afterwards.
 */
public final class Model {
    private record Owner(String article, boolean current) {}

    private record Held(String hash, int revision, boolean served) {}

    private record First(long position, Decision decision) {}

    private final Map<String, Story> stories = new TreeMap<>();
    private final Map<String, Owner> paths = new HashMap<>();
    private final Map<String, Held> files = new HashMap<>();
    private final Map<String, First> keys = new HashMap<>();
    private final Set<String> touched = new HashSet<>();
    private String description = "";

    /** @return what it must have become */
    public Decision decide(Entry entry, Deed deed) {
        String key = Objects.requireNonNull(entry.key());
        First first = keys.get(key);
        if (first != null) {
            return isConcealed(first, deed, entry)
                    ? Decision.of("unchanged", 0)
                    : Decision.of("repeated " + first.position(), 0);
        }
        Decision decision = decide(deed, entry);
        keys.put(key, new First(entry.position(), decision));
        return decision;
    }

    /** Of something that is, was or will be scheduled nobody may know that it was sent again. */
    private boolean isConcealed(First first, Deed deed, Entry entry) {
        return first.decision().outcome().equals("scheduled")
                || deed instanceof Deed.Submit submit
                        && (isAhead(submit.content(), entry)
                                || Objects.requireNonNullElseGet(stories.get(submit.article()), Story::new)
                                        .isScheduled());
    }

    private static boolean isAhead(Content content, Entry entry) {
        return content.publishAt() != null && content.publishAt().isAfter(entry.receivedAt());
    }

    private Decision decide(Deed deed, Entry entry) {
        return switch (deed) {
            case Deed.Submit submit -> submit(submit.article(), submit.content(), entry);
            case Deed.Patch patch -> {
                Content base = base(patch.article(), entry);
                yield base == null
                        ? Decision.of("based on a revision that there never was", 0)
                        : submit(patch.article(), base.patched(patch.changes()), entry);
            }
            case Deed.Restore restore -> {
                Content base = base(restore.article(), entry);
                yield base == null
                        ? Decision.of("based on a revision that there never was", 0)
                        : submit(restore.article(), base, entry);
            }
            case Deed.Withdraw withdraw -> withdraw(withdraw.article());
            case Deed.KeepFile file -> keep(file);
            case Deed.RemoveFile file -> remove(file);
            case Deed.Describe describe -> describe(describe);
        };
    }

    /** The time of a scheduled article has come. */
    public Decision keep(String article, Instant at) {
        Story story = stories.get(article);
        if (story == null || !story.isScheduled() || !at.equals(story.last().publishAt())) {
            return Decision.of("unchanged", 0);
        }
        story.next(story.last());
        story.stand(false, false);
        return live(article, story);
    }

    boolean knows(String article) {
        return stories.containsKey(article);
    }

    private @Nullable Content base(String article, Entry entry) {
        Story story = stories.get(article);
        return story == null || entry.ifMatch() == null ? null : story.at(entry.ifMatch());
    }

    private Decision submit(String article, Content content, Entry entry) {
        Story story = stories.get(article);
        boolean ahead = isAhead(content, entry);
        if (story != null
                && !story.isWithdrawn()
                && story.last().equals(content)
                && (content.draft() || story.isScheduled() == ahead)) {
            return Decision.of("unchanged", story.revision());
        }
        if (entry.ifMatch() != null && (story == null || story.revision() != entry.ifMatch())) {
            return Decision.rejected("precondition-failed");
        }
        Owner owner = paths.get(content.path());
        if (!content.draft()
                && owner != null
                && owner.current()
                && !owner.article().equals(article)) {
            return Decision.rejected("path-taken");
        }
        Story now = story == null ? new Story() : story;
        stories.put(article, now);
        boolean wasLive = now.isLive();
        boolean planned = !content.draft() && ahead;
        touched.add(content.path());
        now.next(content);
        now.stand(false, planned);
        if (content.draft()) {
            return Decision.of(wasLive ? "withdrawn" : "drafted", now.revision());
        }
        if (planned) {
            return Decision.of(wasLive ? "withdrawn" : "scheduled", wasLive ? now.revision() : 0);
        }
        Content before = now.shown();
        Decision decision = live(article, now);
        return !wasLive || before == null
                ? decision
                : Decision.of(before.path().equals(content.path()) ? "revised" : "moved", now.revision());
    }

    private Decision live(String article, Story story) {
        Content content = story.last();
        Content before = story.shown();
        if (before != null && owner(before.path()).equals(article)) {
            paths.put(before.path(), new Owner(article, false));
        }
        paths.put(content.path(), new Owner(article, true));
        story.show();
        return Decision.of("published", story.revision());
    }

    private Decision withdraw(String article) {
        Story story = stories.get(article);
        if (story == null) {
            return Decision.rejected("not-found");
        }
        if (story.isWithdrawn()) {
            return Decision.of("unchanged", story.revision());
        }
        boolean wasLive = story.isLive();
        story.next(story.last());
        story.stand(true, false);
        return Decision.of(wasLive ? "withdrawn" : "drafted", story.revision());
    }

    private Decision keep(Deed.KeepFile file) {
        Held held = files.get(file.path());
        if (held != null && held.served() && held.hash().equals(file.hash())) {
            return Decision.of("unchanged", held.revision());
        }
        int revision = held == null ? 1 : held.revision() + 1;
        files.put(file.path(), new Held(file.hash(), revision, true));
        return Decision.of(held == null || !held.served() ? "file-published" : "file-revised", revision);
    }

    private Decision remove(Deed.RemoveFile file) {
        Held held = files.get(file.path());
        if (held == null) {
            return Decision.rejected("not-found");
        }
        if (!held.served()) {
            return Decision.of("unchanged", held.revision());
        }
        files.put(file.path(), new Held(held.hash(), held.revision() + 1, false));
        return Decision.of("file-withdrawn", held.revision() + 1);
    }

    private Decision describe(Deed.Describe describe) {
        boolean same = description.equals(describe.description());
        description = describe.description();
        return Decision.of(same ? "unchanged" : "site-changed", 0);
    }

    private String owner(String path) {
        Owner owner = paths.get(path);
        return owner == null ? "" : owner.article();
    }

    /** What readers see at a path. */
    public PageState page(String path) {
        Owner owner = paths.get(path);
        if (owner == null) {
            return PageState.NOTHING;
        }
        Story story = Objects.requireNonNull(stories.get(owner.article()));
        Content shown = Objects.requireNonNull(story.shown());
        if (!story.isLive()) {
            return PageState.GONE;
        }
        return owner.current() ? PageState.page(shown.title()) : PageState.moved(shown.path());
    }

    /** Every path that was asked for. */
    public Set<String> paths() {
        return Set.copyOf(touched);
    }

    /** Every article that there is, with its revision. */
    public Map<String, Integer> revisions() {
        Map<String, Integer> revisions = new TreeMap<>();
        stories.forEach((article, story) -> revisions.put(article, story.revision()));
        return revisions;
    }

    /** The content that an article has now, live or not. */
    public Content content(String article) {
        return Objects.requireNonNull(stories.get(article)).last();
    }

    public boolean isLive(String article) {
        Story story = stories.get(article);
        return story != null && story.isLive();
    }

    /** The live articles of a category as its listing has them: the newest date first. */
    public List<String> listing(String category) {
        List<String> listed = new ArrayList<>();
        stories.forEach((article, story) -> {
            if (story.isLive() && story.last().category().equals(category)) {
                listed.add(article);
            }
        });
        listed.sort(Comparator.comparing((String article) -> content(article).date())
                .reversed());
        return listed;
    }

    /** Each file that there ever was, with the hash of what is served; empty if nothing is. */
    public Map<String, String> files() {
        Map<String, String> served = new TreeMap<>();
        files.forEach((path, held) -> served.put(path, held.served() ? held.hash() : ""));
        return served;
    }

    public String description() {
        return description;
    }
}
