package org.aectl.backend;

import java.lang.management.ManagementFactory;

/** How much memory this machine has; the launcher also knows the limits of containers and passes them on. */
final class MachineMemory {
    /** For example {@code 16024m}. */
    private static final String FROM_LAUNCHER = "aectl.machine.memory";

    private static final long MEBIBYTE = 1L << 20;

    private MachineMemory() {}

    /** 0 where unknown. */
    static long bytes() {
        String fromLauncher = System.getProperty(FROM_LAUNCHER, "");
        if (fromLauncher.matches("\\d{1,12}m")) {
            return Long.parseLong(fromLauncher.substring(0, fromLauncher.length() - 1)) * MEBIBYTE;
        }
        return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system
                ? system.getTotalMemorySize()
                : 0;
    }
}
