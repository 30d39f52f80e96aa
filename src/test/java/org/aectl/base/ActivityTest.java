package org.aectl.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
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
        assertThat(Activity.during("counting grains of sand", told::add, 1, () -> told.poll(1, TimeUnit.MINUTES)))
                .isEqualTo("counting grains of sand");
    }

    @Test
    void workThatIsOverInTimeIsNotTold() throws InterruptedException {
        Activity.watch(told::add);
        assertThat(Activity.during("blinking", () -> 1)).isEqualTo(1);
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> Activity.during("failing", () -> {
                    throw new IOException("no");
                }));
        assertThat(Activity.during("sleeping", told::add, 400, told::take)).isEqualTo("sleeping");
        assertThat(told).isEmpty();
    }

    @Test
    void nobodyNeedWatch() {
        assertThat(Activity.during("falling in a forest", () -> 2)).isEqualTo(2);
        assertThat(told).isEmpty();
    }

    @Test
    void whoWatchesAllIsToldBeforeTheWork() {
        List<String> log = new ArrayList<>();
        Activity.watchAll(log::add);
        Activity.step("turning a page", () -> log.add("turned"));
        assertThat(log).containsExactly("turning a page", "turned");
    }
}
