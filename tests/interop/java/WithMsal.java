import com.azure.json.JsonProviders;
import com.azure.json.JsonReader;
import com.azure.json.JsonWriter;
import com.microsoft.aad.msal4j.ClientCredentialFactory;
import com.microsoft.aad.msal4j.ClientCredentialParameters;
import com.microsoft.aad.msal4j.ConfidentialClientApplication;
import com.microsoft.aad.msal4j.IClientCredential;
import com.microsoft.aad.msal4j.MsalServiceException;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * MSAL for Java: one case in JSON on standard input, one result on standard output.
 *
 * <p>A refusal is a result; anything unforeseen ends the program with a stack trace. The case has
 * the members of TokenCase in ../python/exchange.py.
 */
final class WithMsal {
    private static final String PASSPHRASE = "interop"; // as in ../python/with_certificate.py
    private static final Pattern AADSTS = Pattern.compile("AADSTS(\\d+):");

    public static void main(String[] arguments) throws Exception {
        Map<String, String> asked;
        try (JsonReader reader = JsonProviders.createReader(System.in)) {
            asked = reader.readMap(JsonReader::getString);
        }
        ConfidentialClientApplication client =
                ConfidentialClientApplication.builder(asked.get("client_id"), credential(asked))
                        .authority(asked.get("origin") + "/" + asked.get("tenant") + "/")
                        .instanceDiscovery(false)
                        .build();
        ClientCredentialParameters parameters =
                ClientCredentialParameters.builder(Set.of(asked.get("scope"))).build();
        try {
            answer(client.acquireToken(parameters).get().accessToken());
        } catch (ExecutionException failed) {
            if (!(failed.getCause() instanceof MsalServiceException refused)) {
                throw failed;
            }
            answer(refused);
        }
    }

    private static IClientCredential credential(Map<String, String> asked) throws Exception {
        if (asked.get("certificate_file") != null) {
            try (FileInputStream pfx = new FileInputStream(asked.get("certificate_file") + ".pfx")) {
                return ClientCredentialFactory.createFromCertificate(pfx, PASSPHRASE);
            }
        }
        if (asked.get("assertion_file") != null) {
            String assertion = Files.readString(Path.of(asked.get("assertion_file")));
            return ClientCredentialFactory.createFromClientAssertion(assertion);
        }
        return ClientCredentialFactory.createFromSecret(asked.get("client_secret"));
    }

    private static void answer(String token) throws IOException {
        try (JsonWriter writer = JsonProviders.createWriter(System.out)) {
            writer.writeStartObject().writeStringField("access_token", token).writeEndObject();
        }
    }

    private static void answer(MsalServiceException refused) throws IOException {
        Matcher code = AADSTS.matcher(refused.getMessage());
        try (JsonWriter writer = JsonProviders.createWriter(System.out)) {
            writer.writeStartObject()
                    .writeStringField("error", refused.errorCode())
                    .writeNumberField("aadsts", code.find() ? Integer.valueOf(code.group(1)) : null)
                    .writeNumberField("status", refused.statusCode())
                    .writeStringField("message", refused.getMessage())
                    .writeEndObject();
        }
    }
}
