package org.aectl.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ActivityTest {
    private final BlockingQueue<String> told = new LinkedBlockingQueue<>();

    @AfterEach
    void watchNoMore() {
        Activity.watch(null);
    }

    @Test
    void workThatGoesOnIsTold() throws InterruptedException {
        Activity.watch(told::add);
        assertThat(Activity.during("counting grains of sand", 1, () -> told.poll(1, TimeUnit.MINUTES)))
                .isEqualTo("counting grains of sand");
    }

    @Test
    void workThatIsOverInTimeIsNotTold() throws InterruptedException {
        Activity.watch(told::add);
        assertThat(Activity.during("blinking", 200, () -> 1)).isEqualTo(1);
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> Activity.during("failing", 200, () -> {
                    throw new IOException("no");
                }));
        assertThat(Activity.during("sleeping", 400, told::take)).isEqualTo("sleeping");
        assertThat(told).isEmpty();
    }

    @Test
    void nobodyNeedWatch() {
        assertThat(Activity.during("falling in a forest", 0, () -> 2)).isEqualTo(2);
        assertThat(told).isEmpty();
    }
}
