package org.dibao.backup;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.dibao.blobs.S3Bucket;
import org.dibao.cli.CommandFailed;
import org.dibao.cli.Exit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Where a backup is, on the command line. */
public final class BackupTarget {
    private static final String S3 = "s3://";

    @Parameters(
            paramLabel = "PLACE",
            description = "Where the backup is: a folder of its own, or s3://BUCKET/PREFIX in a bucket that is there.")
    String place = "";

    @Option(
            names = "--s3-endpoint",
            paramLabel = "URL",
            description = "Of a store that is not Amazon's (default: AWS_ENDPOINT_URL_S3).",
            defaultValue = "${env:AWS_ENDPOINT_URL_S3}")
    @Nullable
    URI endpoint;

    @Option(
            names = "--s3-region",
            paramLabel = "REGION",
            description = "Of a bucket (default: AWS_REGION, else us-east-1).",
            defaultValue = "${env:AWS_REGION:-us-east-1}")
    String region = "us-east-1";

    @Option(names = "--s3-path-style", description = "The bucket's name is in the path, as many stores want it.")
    boolean pathStyle;

    Storage toWrite() throws IOException {
        return isFolder() ? FolderStorage.toWrite(folder()) : BucketStorage.toWrite(bucket());
    }

    Storage toRead() {
        return isFolder() ? FolderStorage.toRead(folder()) : BucketStorage.toRead(bucket());
    }

    /** What a command line says for the same place. */
    public List<String> arguments() {
        List<String> arguments = new ArrayList<>(List.of(place, "--s3-region", region));
        if (endpoint != null) {
            arguments.addAll(List.of("--s3-endpoint", endpoint.toString()));
        }
        if (pathStyle) {
            arguments.add("--s3-path-style");
        }
        return arguments;
    }

    private boolean isFolder() {
        return !place.startsWith(S3);
    }

    private Path folder() {
        return Path.of(place).toAbsolutePath().normalize();
    }

    private S3Bucket bucket() {
        String rest = place.substring(S3.length());
        int end = rest.indexOf('/');
        String name = end < 0 ? rest : rest.substring(0, end);
        String prefix = end < 0 ? "" : rest.substring(end + 1).replaceFirst("/+$", "");
        if (name.isEmpty()) {
            throw new CommandFailed(Exit.USAGE, place + " names no bucket: give s3://BUCKET/PREFIX.");
        }
        return new S3Bucket(name, region, endpoint, prefix.isEmpty() ? "" : prefix + "/", pathStyle);
    }

    @Override
    public String toString() {
        return place;
    }
}
