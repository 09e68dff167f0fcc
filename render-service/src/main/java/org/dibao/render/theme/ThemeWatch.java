package org.dibao.render.theme;

import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Looks at a theme's folder in a thread of its own, and hands over what it holds when it has changed and come to rest. */
final class ThemeWatch implements AutoCloseable {
    private final ThemeFolder folder;
    private final Consumer<ThemeFiles> changed;
    private final Consumer<ThemeError> failed;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("theme-watch").factory());
    private @Nullable Map<String, String> taken;
    private @Nullable Map<String, String> last;
    private @Nullable String lastError;

    ThemeWatch(ThemeFolder folder, Consumer<ThemeFiles> changed, Consumer<ThemeError> failed) {
        this.folder = folder;
        this.changed = changed;
        this.failed = failed;
    }

    /** Takes up the folder as it is, in the thread of the caller. */
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
            // Twice the same: whoever writes has finished, for now at least.
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
            if (!tried) { // what is wrong is not tried again as it is; what could not be read is
                taken = null;
            }
            tell(e);
        } catch (RuntimeException | Error e) { // a task that throws would never run again
            if (e instanceof Error) {
                taken = null; // the process is at fault, not the theme: tried again
            }
            tell(new ThemeError("theme", 0, "it cannot be taken up: " + e, e));
        }
    }

    /** Says what is wrong, once. */
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
