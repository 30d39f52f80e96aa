package org.aectl.backend;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ProcessorReaderTest {
    @Test
    void readsModelAndVectorInstructions() {
        List<String> lines = List.of(
                "processor\t: 0",
                "model name\t: Intel(R) Xeon(R): a colon",
                "flags\t\t: fpu sse4_2 avx avx2 fma avx512f",
                "processor\t: 1");

        BackendInfo.Processor processor = ProcessorReader.parse(lines, 4);

        assertThat(processor.model()).isEqualTo("Intel(R) Xeon(R): a colon");
        assertThat(processor.cores()).isEqualTo(4);
        assertThat(processor.simd()).containsExactly("sse4_2", "avx", "avx2", "fma", "avx512f");
    }

    @Test
    void knowsLittleWithoutLinux() {
        BackendInfo.Processor processor = ProcessorReader.parse(List.of(), 8);

        assertThat(processor.model()).isEqualTo(System.getProperty("os.arch"));
        assertThat(processor.simd()).isEmpty();
    }
}
