// MSAL for Go: one case in JSON on standard input, one result on standard output.
//
// A refusal is a result; anything unforeseen ends the program with exit code 1. The case has
// the members of TokenCase in ../python/exchange.py.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"regexp"
	"strconv"

	msal "github.com/AzureAD/microsoft-authentication-library-for-go/apps/confidential"
	msalerrors "github.com/AzureAD/microsoft-authentication-library-for-go/apps/errors"
)

type tokenCase struct {
	Origin          string `json:"origin"`
	Tenant          string `json:"tenant"`
	ClientID        string `json:"client_id"`
	Scope           string `json:"scope"`
	ClientSecret    string `json:"client_secret"`
	AssertionFile   string `json:"assertion_file"`
	CertificateFile string `json:"certificate_file"`
}

type refusal struct {
	Error   *string `json:"error"`
	AADSTS  *int    `json:"aadsts"`
	Status  *int    `json:"status"`
	Message string  `json:"message"`
}

var aadsts = regexp.MustCompile(`AADSTS(\d+):`)

func main() {
	var asked tokenCase
	if err := json.NewDecoder(os.Stdin).Decode(&asked); err != nil {
		stop(err)
	}
	credential, err := credentialOf(asked)
	if err != nil {
		stop(err)
	}
	client, err := msal.New(
		asked.Origin+"/"+asked.Tenant, asked.ClientID, credential, msal.WithInstanceDiscovery(false),
	)
	if err != nil {
		stop(err)
	}
	result, err := client.AcquireTokenByCredential(context.Background(), []string{asked.Scope})
	if err != nil {
		answer(refusalOf(err))
		return
	}
	answer(map[string]string{"access_token": result.AccessToken})
}

func credentialOf(asked tokenCase) (msal.Credential, error) {
	switch {
	case asked.CertificateFile != "":
		pem, err := os.ReadFile(asked.CertificateFile)
		if err != nil {
			return msal.Credential{}, err
		}
		certificates, key, err := msal.CertFromPEM(pem, "")
		if err != nil {
			return msal.Credential{}, err
		}
		return msal.NewCredFromCert(certificates, key)
	case asked.AssertionFile != "":
		read := func(context.Context, msal.AssertionRequestOptions) (string, error) {
			assertion, err := os.ReadFile(asked.AssertionFile)
			return string(assertion), err
		}
		return msal.NewCredFromAssertionCallback(read), nil
	default:
		return msal.NewCredFromSecret(asked.ClientSecret)
	}
}

// refusalOf tells what a user of the library sees. The library quotes the answer's body.
func refusalOf(err error) refusal {
	found := refusal{Message: err.Error()}
	var call msalerrors.CallErr
	if errors.As(err, &call) && call.Resp != nil {
		found.Status = &call.Resp.StatusCode
		var body struct {
			Error string `json:"error"`
		}
		if text, err := io.ReadAll(call.Resp.Body); err == nil && json.Unmarshal(text, &body) == nil {
			found.Error = &body.Error
		}
	}
	if match := aadsts.FindStringSubmatch(found.Message); match != nil {
		if number, err := strconv.Atoi(match[1]); err == nil {
			found.AADSTS = &number
		}
	}
	return found
}

func answer(result any) {
	if err := json.NewEncoder(os.Stdout).Encode(result); err != nil {
		stop(err)
	}
}

func stop(err error) {
	fmt.Fprintln(os.Stderr, err)
	os.Exit(1)
}
