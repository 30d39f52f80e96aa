package org.aectl.run;

/** This program's version, as the jar's manifest has it. */
public final class ProgramVersion {
    private ProgramVersion() {}

    /** {@code development} when the classes were not loaded from a jar. */
    public static String get() {
        String version = ProgramVersion.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }
}
