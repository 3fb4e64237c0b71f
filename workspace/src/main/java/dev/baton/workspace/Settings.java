package dev.baton.workspace;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The values behind <code>${config.NAME}</code> and <code>${secret.NAME}</code> in connection files. A config value
 * comes from the command line, else from the environment; a secret from the environment, else from the secret file.
 * Neither {@link #toString} nor any message holds a value.
 */
public final class Settings {
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{([^}]*)}");
    private static final Pattern FORM = Pattern.compile("(config|secret)\\.([A-Za-z_][A-Za-z0-9_]{0,127})");

    private final Map<String, String> config;
    private final Map<String, String> environment;
    private final Map<String, String> secrets;

    private Settings(Map<String, String> config, Map<String, String> environment, Map<String, String> secrets) {
        this.config = Map.copyOf(config);
        this.environment = Map.copyOf(environment);
        this.secrets = Map.copyOf(secrets);
    }

    /**
     * @param config given on the command line
     * @param environment usually {@code System.getenv()}
     */
    public static Settings of(Map<String, String> config, Map<String, String> environment) {
        return new Settings(config, environment, Map.of());
    }

    /**
     * These settings and the secrets of a file of {@code NAME=VALUE} lines; empty lines and lines that start with
     * {@code #} are skipped, and a value is everything behind the first {@code =}.
     *
     * @throws SettingException when the file cannot be read or a line has another form; never with its text
     */
    public Settings withSecretFile(Path file) {
        var read = new LinkedHashMap<>(secrets);
        var number = 0;
        for (var line : lines(file)) {
            number++;
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            var equals = line.indexOf('=');
            var name = line.substring(0, Math.max(0, equals)).strip();
            if (!FORM.matcher("secret." + name).matches()) {
                throw new SettingException(file + ":" + number + ":1 a line of a secret file is NAME=VALUE");
            }
            read.put(name, line.substring(equals + 1).strip());
        }
        return new Settings(config, environment, read);
    }

    private static Iterable<String> lines(Path file) {
        try {
            return Files.readAllLines(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new SettingException("the secret file " + file + " cannot be read ("
                    + e.getClass().getSimpleName() + ")");
        }
    }

    /**
     * The text with every reference replaced by its value.
     *
     * @throws SettingException naming a variable that has no value
     */
    public String resolve(String text) {
        return resolve(text, Optional.empty());
    }

    /** Why a text cannot be resolved, if it cannot. */
    Optional<String> problem(String text) {
        try {
            resolve(text);
            return Optional.empty();
        } catch (SettingException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /** As {@link #resolve(String)}; the exception also names the file that uses the variable. */
    public String resolve(String text, Path usedBy) {
        return resolve(text, Optional.of(usedBy));
    }

    private String resolve(String text, Optional<Path> usedBy) {
        return REFERENCE.matcher(text).replaceAll(match -> Matcher.quoteReplacement(value(match.group(1), usedBy)));
    }

    private String value(String reference, Optional<Path> usedBy) {
        var form = FORM.matcher(reference);
        if (!form.matches()) {
            throw new SettingException("${" + reference + "} is neither ${config.NAME} nor ${secret.NAME}"
                    + usedBy.map(file -> " (in " + file + ")").orElse(""));
        }
        var name = form.group(2);
        var found =
                form.group(1).equals("config") ? first(config, environment, name) : first(environment, secrets, name);
        return found.orElseThrow(() -> new SettingException(
                "${" + reference + "}" + usedBy.map(file -> " in " + file).orElse("") + " has no value; set "
                        + name + " in the environment or "
                        + (form.group(1).equals("config") ? "on the command line" : "in the secret file")));
    }

    private static Optional<String> first(Map<String, String> first, Map<String, String> second, String name) {
        return Optional.ofNullable(first.get(name)).or(() -> Optional.ofNullable(second.get(name)));
    }

    /** What is wrong with the references of a text in which only those of one kind (config or secret) may stand. */
    static Optional<String> problemOf(String text, String kind) {
        var references = REFERENCE.matcher(text);
        while (references.find()) {
            var form = FORM.matcher(references.group(1));
            if (!form.matches() || !form.group(1).equals(kind)) {
                return Optional.of(references.group() + " cannot stand here, only ${" + kind + ".NAME}");
            }
        }
        return REFERENCE.matcher(text).replaceAll("").contains("${")
                ? Optional.of("'${' is not closed by '}'")
                : Optional.empty();
    }

    @Override
    public String toString() {
        return "Settings[config " + config.keySet() + ", secrets " + secrets.keySet() + "]";
    }

    /** A value that a connection needs is not there; the message is fit to be shown. */
    public static final class SettingException extends IllegalArgumentException {
        private static final long serialVersionUID = 1L;

        SettingException(String message) {
            super(message);
        }
    }
}
