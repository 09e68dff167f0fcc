package org.dibao.cli;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints the API key. */
@Command(
        name = "key",
        mixinStandardHelpOptions = true,
        description = "Print the first API key, which may do everything. \"dibao keys\" makes others.",
        footerHeading = "%nExample:%n",
        footer = "  curl -H \"Authorization: Bearer $(dibao key)\" http://127.0.0.1:8080/api/keys")
final class KeyCommand implements Callable<Integer> {
    @Mixin
    TargetOptions options = new TargetOptions();

    @Spec
    @Nullable
    CommandSpec spec;

    @Override
    public Integer call() {
        Target target = options.target();
        if (target.key() == null && target.running().filter(RunFile::ownKey).isPresent()) {
            throw new CommandFailed(Exit.REFUSED, Target.OWN_KEY);
        }
        if (target.key() == null) {
            throw new CommandFailed(
                    Exit.REFUSED,
                    "There is no key in " + target.data().toAbsolutePath()
                            + ": it is generated at the first start (dibao up); or set DIBAO_API_KEY.");
        }
        CommandOutput.of(spec).println(target.key());
        return Exit.OK;
    }
}
