package org.dibao.standalone;

import org.dibao.cli.Dibao;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Says in one sentence why something could not be started, and where there is more of it. */
final class StartErrors implements IExecutionExceptionHandler {
    @Override
    public int handleExecutionException(Exception e, CommandLine command, ParseResult parsed) throws Exception {
        if (!(e instanceof StartFailed
                || e instanceof IllegalArgumentException
                || e instanceof IllegalStateException)) {
            return Dibao.oneSentence().handleExecutionException(e, command, parsed);
        }
        command.getErr().println("dibao: " + e.getMessage());
        String log = System.getProperty("dibao.log");
        if (e.getCause() != null && log != null) {
            command.getErr().println("Details are in the log: " + log);
        }
        return 1;
    }
}
