package org.dibao.cli;

import java.io.PrintWriter;
import java.io.StringWriter;

/** One run of the command line. */
record Run(int exit, String out, String err) {
    static Run dibao(String... args) {
        var out = new StringWriter();
        var err = new StringWriter();
        var line = Dibao.commandLine().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        return new Run(line.execute(args), out.toString(), err.toString());
    }
}
