package org.aectl.cli.command;

import java.io.PrintWriter;
import java.util.Iterator;
import org.aectl.cli.option.CandidateWords;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code aectl completion}: lets a shell complete commands, options, runs and other words. */
@Command(
        name = "completion",
        description = {
            "Print a script for shell completion of commands, options, runs and more.",
            "To use it in every new shell, put the first line below into ~/.bashrc, or the second into" + " ~/.zshrc."
        },
        footer = {"  source <(aectl completion bash)", "  source <(aectl completion zsh)"})
final class CompletionCommand implements Runnable {
    /** What picocli writes before it completes anything, and what it keeps the shell from doing. */
    private static final String NO_FILES = "  type compopt &>/dev/null && compopt +o default\n";

    /** As {@link AutoComplete} writes the candidates that stand for all runs. */
    private static final String RUNS = "(\"" + CandidateWords.Runs.PLACEHOLDER + "\")";

    /** Where the name of a set may stand, a file may too. */
    private static final String DATA_OPTION = "(?m)^( *)COMPREPLY=.*DATA_option_args.*$";

    private static final String DATA_PARAMETER = "(?m)^( *)positionals=.*DATA_pos_param_args.*$";

    private static final String FILES = "COMPREPLY+=( \\$( compgen -f -- \"\\${curr_word}\" ) )";

    /** A key's value is to follow, without a blank. */
    private static final String ASSIGNMENT = "(?m)^( *)COMPREPLY=.*KEYVALUE_option_args.*$";

    private static final String RUNS_FUNCTION = """

            # Prints the names of the runs in models/, or in the folder that --models names.
            function _aectl_runs() {
              local folder=models
              local previous=
              local word
              for word in "${COMP_WORDS[@]}"; do
                if [[ "${previous}" == --models ]]; then folder=${word}; fi
                previous=${word}
              done
              find "${folder}" -mindepth 2 -maxdepth 2 -name manifest.json 2>/dev/null |
                sed -e 's|/manifest\\.json$||' -e 's|.*/||' | sort
            }
            """;

    /** Shells that run the script; zsh does by its bashcompinit. */
    enum Shell {
        BASH,
        ZSH
    }

    /** Their words. */
    static final class Shells implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return CandidateWords.words(Shell.values());
        }
    }

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "SHELL",
            completionCandidates = CompletionCommand.Shells.class,
            description = "${COMPLETION-CANDIDATES}; the script detects which of them runs it.")
    @SuppressWarnings("UnusedVariable")
    private Shell shell;

    @Override
    public void run() {
        PrintWriter out = spec.commandLine().getOut();
        out.print(script());
        out.flush();
    }

    /** Picocli's script, which in addition knows the runs there are, and falls back to names of files. */
    private String script() {
        String script = AutoComplete.bash(spec.root().name(), spec.root().commandLine());
        return script.replace(NO_FILES, "")
                        .replace(RUNS, "($(_aectl_runs))")
                        .replaceAll(
                                DATA_OPTION,
                                "$1type compopt &>/dev/null && compopt -o filenames 2>/dev/null\n$0\n$1" + FILES)
                        .replaceAll(
                                DATA_PARAMETER, "$0\n$1positionals+=\\$'\\\\n'\\$( compgen -f -- \"\\${curr_word}\" )")
                        .replaceAll(ASSIGNMENT, "$1type compopt &>/dev/null && compopt -o nospace 2>/dev/null\n$0")
                + RUNS_FUNCTION;
    }
}
