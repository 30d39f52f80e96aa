package org.aectl.backend;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

@DisabledOnOs(OS.WINDOWS)
class GpusTest {
    @Test
    void findsNoneWithoutTheTool() {
        assertThat(Gpus.ask(List.of("no-such-program"))).isEmpty();
    }

    @Test
    void givesALineForEach() {
        assertThat(Gpus.ask(List.of("printf", "NVIDIA A100, 8.0\\nTesla T4, 7.5\\n")))
                .containsExactly("NVIDIA A100, 8.0", "Tesla T4, 7.5");
    }

    @Test
    void saysSoWhenTheToolFails() {
        assertThat(Gpus.ask(List.of("false"))).singleElement().asString().contains("does not answer");
    }
}
