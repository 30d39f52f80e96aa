package org.aectl.cli.command;

import org.aectl.run.ProgramVersion;
import picocli.CommandLine.IVersionProvider;

/** Answers {@code --version}. */
final class VersionProvider implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {
            "aectl " + ProgramVersion.get(),
            "Java " + Runtime.version() + " (" + System.getProperty("java.vendor") + ")"
        };
    }
}
