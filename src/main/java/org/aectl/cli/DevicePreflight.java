package org.aectl.cli;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import org.aectl.backend.device.DeviceChoice;
import org.aectl.backend.device.Gpus;
import org.aectl.backend.device.RequestedDevice;

/**
 * Chooses what the program computes on before it starts. The launcher runs it where ND4J's CUDA backend lies beside the program,
 * sets the environment by what it prints, and hands the choice on. It loads neither the framework nor picocli: 0.2 s.
 */
public final class DevicePreflight {
    private DevicePreflight() {}

    /**
     * Prints three lines: {@code cuda}, {@code cpu} or, where the class path has no CUDA, {@code none}; the value of
     * CUDA_VISIBLE_DEVICES, empty to leave it as it is; the choice as {@link DeviceChoice#toText} has it.
     *
     * @param args the wish; a word that is none is passed over, because the program itself complains about it
     */
    public static void main(String[] args) {
        Main.settle();
        print(
                args[0],
                DeviceChoice.isCudaOnClassPath(),
                new PrintStream(Main.standardOutput(), true, StandardCharsets.UTF_8));
    }

    static void print(String word, boolean hasCuda, PrintStream out) {
        if (!hasCuda) {
            out.print("none\n\n\n");
            out.flush();
            return;
        }
        RequestedDevice wish = Arrays.stream(RequestedDevice.values())
                .filter(one -> one.toString().equals(word.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElse(RequestedDevice.AUTO);
        DeviceChoice choice = DeviceChoice.of(wish, true, Gpus::find);
        boolean isCuda = choice.outcome() == DeviceChoice.Outcome.CUDA;
        out.print((isCuda ? "cuda" : "cpu") + "\n");
        out.print((choice.gpu() == null ? "" : choice.gpu().id()) + "\n");
        out.print(choice.toText() + "\n");
        out.flush();
    }
}
