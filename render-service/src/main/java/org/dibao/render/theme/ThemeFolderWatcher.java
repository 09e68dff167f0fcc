package org.dibao.render.theme;

import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.dibao.support.loop.Supervised;
import org.dibao.support.loop.SupervisedLoop;
import org.dibao.support.loop.SupervisedLoop.Next;
import org.jspecify.annotations.Nullable;

/** Watches a theme's folder in its own loop, and delivers its files once they have changed and settled. */
final class ThemeFolderWatcher implements Supervised, AutoCloseable {
    private final ThemeFolder folder;
    private final Consumer<ThemeFiles> changed;
    private final Consumer<ThemeError> failed;
    private final Duration every;
    private final SupervisedLoop loop = SupervisedLoop.of("watch-theme-folder", this::watch);
    private @Nullable Map<String, String> taken;
    private @Nullable Map<String, String> last;
    private @Nullable String lastError;

    ThemeFolderWatcher(ThemeFolder folder, Duration every, Consumer<ThemeFiles> changed, Consumer<ThemeError> failed) {
        this.folder = folder;
        this.every = every;
        this.changed = changed;
        this.failed = failed;
    }

    /** Loads the folder in its current state, in the caller's thread. */
    void lookNow() {
        try {
            look(true);
        } catch (Error e) { // this does not keep the site from starting either: the loop retries
            tell(new ThemeError("theme", 0, "it cannot be loaded: " + e, e));
        }
    }

    void start() {
        loop.start();
    }

    @Override
    public Stream<SupervisedLoop> loops() {
        return Stream.of(loop);
    }

    private Next watch() throws InterruptedException {
        loop.pause(every);
        look(false);
        return Next.AGAIN;
    }

    private void look(boolean atOnce) {
        boolean tried = false;
        try {
            Map<String, String> now = folder.look();
            // Unchanged between two looks: the writer has finished, at least for now.
            boolean still = atOnce || now.equals(last);
            last = now;
            if (still && !now.equals(taken)) {
                ThemeFiles files = folder.read();
                taken = now;
                tried = true;
                changed.accept(files);
            }
            lastError = null;
        } catch (ThemeError e) {
            if (!tried) { // invalid files are not retried until they change; unreadable ones are
                taken = null;
            }
            tell(e);
        } catch (RuntimeException e) {
            tell(new ThemeError("theme", 0, "it cannot be loaded: " + e, e));
        } catch (Error e) {
            taken = null; // the process is at fault, not the theme: retry
            throw e;
        }
    }

    /** Reports what is wrong, once. */
    private void tell(ThemeError e) {
        if (!String.valueOf(e.getMessage()).equals(lastError)) {
            lastError = String.valueOf(e.getMessage());
            failed.accept(e);
        }
    }

    @Override
    public void close() {
        loop.close();
    }
}
