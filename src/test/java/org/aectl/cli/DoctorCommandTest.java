package org.aectl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class DoctorCommandTest {
    @Test
    void printsALineForEachThingThatMatters() {
        Result result = Cli.run("doctor");

        assertThat(result.exitCode()).isZero();
        assertThat(result.output())
                .contains("Java ", "natives ", "OpenBLAS ", "threads ", "memory ", "GPU ", "models ", "GFLOP/s")
                .containsPattern("speed +matrix product \\d+ GFLOP/s")
                .containsPattern("\n +convolution \\d+ GFLOP/s")
                .containsPattern("\n +sigmoid \\d+\\.\\d\\d ns an element")
                .contains("started without the launcher");
    }

    @Test
    void printsJsonThatMachinesCanRead() {
        Result result = Cli.run("doctor", "--json");

        JsonNode diagnosis = JsonMapper.shared().readTree(result.output());
        assertThat(diagnosis.at("/backend/device").asString()).isEqualTo("cpu");
        assertThat(diagnosis.at("/reasons/natives").asString()).isNotEmpty();
        assertThat(diagnosis.at("/reasons/kernel").asString()).isNotEmpty();
        assertThat(diagnosis.at("/speed/matrixGigaflops").asDouble()).isPositive();
        assertThat(diagnosis.at("/speed/convolutionGigaflops").asDouble()).isPositive();
        assertThat(diagnosis.at("/speed/elementNanoseconds").asDouble()).isPositive();
        assertThat(diagnosis.at("/speed/expected").propertyNames())
                .contains("matrixGigaflops", "elementNanoseconds", "convolutionGigaflops", "formula");
        assertThat(diagnosis.at("/gpus").isArray()).isTrue();
        assertThat(diagnosis.at("/advice").isArray()).isTrue();
        assertThat(diagnosis.at("/folders/0/path").asString()).endsWith("models");
    }

    @Test
    void leavesOutTheMeasurement() {
        Result result = Cli.run("doctor", "--quick");

        assertThat(result.exitCode()).isZero();
        assertThat(result.output())
                .containsPattern("ND4J +.*, natives [^ ]+ \\(.+\\)\\n")
                .containsPattern("BLAS +OpenBLAS .*, kernel [^ ]+ \\(.+\\)\\n")
                .doesNotContain("speed ");
    }
}
