package org.aectl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.aectl.cli.console.ExitCode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DataOptionsTest {
    /** There is no run of this name: whoever looks for it first says so. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "reconstruct no-such-run",
                "embed no-such-run",
                "evaluate no-such-run",
                "detect no-such-run",
                "denoise no-such-run --noise gaussian:0.1",
                "predict no-such-run",
                "report no-such-run",
                "sample no-such-run --interpolate 0 1",
                "sample no-such-run --traverse all --from 0"
            })
    void aSplitThatNoDataHaveIsRefusedBeforeTheModelIsRead(String call) {
        Result result = Cli.run((call + " --split tset").split(" ", -1));

        assertThat(result.exitCode()).isEqualTo(ExitCode.INVALID_INPUT);
        assertThat(result.errorLines())
                .containsExactly("aectl: error: --split must be one of training, validation, test, was tset");
    }
}
