package org.dibao.render.theme;

import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Watches a theme's folder in its own thread, and delivers its files once they have changed and settled. */
final class ThemeFolderWatcher implements AutoCloseable {
    private final ThemeFolder folder;
    private final Consumer<ThemeFiles> changed;
    private final Consumer<ThemeError> failed;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("theme-watch").factory());
    private @Nullable Map<String, String> taken;
    private @Nullable Map<String, String> last;
    private @Nullable String lastError;

    ThemeFolderWatcher(ThemeFolder folder, Consumer<ThemeFiles> changed, Consumer<ThemeError> failed) {
        this.folder = folder;
        this.changed = changed;
        this.failed = failed;
    }

    /** Loads the folder in its current state, in the caller's thread. */
    void lookNow() {
        look(true);
    }

    void start(ThemeSettings settings) {
        long millis = settings.themePoll().toMillis();
        var unused = clock.scheduleWithFixedDelay(() -> look(false), millis, millis, TimeUnit.MILLISECONDS);
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
        } catch (RuntimeException | Error e) { // a task that throws would never run again
            if (e instanceof Error) {
                taken = null; // the process is at fault, not the theme: retry
            }
            tell(new ThemeError("theme", 0, "it cannot be loaded: " + e, e));
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
        clock.shutdownNow();
    }
}
