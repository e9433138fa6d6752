// Client: curltech/go-push-sdk 1.2.0
//
// Judges the fake of Huawei with a client that is not the vendor's and not ours: github.com/curltech/go-push-sdk v1.2.0, which logs in at
// /oauth2/v2/token and posts to /pushsend.do, the address of before v1.
//
// Arguments: base URL over HTTP, base URL over TLS (not used), folder with material.json. The client's addresses are constants, so the
// process's transport is told to carry them to the fake; requests and the reading of answers are the client's. One JSON line per check.
package main

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"os"

	"github.com/curltech/go-push-sdk/push"
	"github.com/curltech/go-push-sdk/push/huawei_channel"
	"github.com/curltech/go-push-sdk/push/setting"

	"offline-push/judges/internal/checks"
)

type material struct {
	Settings struct {
		AppID       string `json:"appId"`
		PackageName string `json:"packageName"`
	} `json:"settings"`
	Credential      secret `json:"credential"`
	WrongCredential secret `json:"wrongCredential"`
}

type secret struct {
	ClientSecret string `json:"clientSecret"`
}

// Carries what is meant for Huawei to the fake.
type carrier struct {
	base *url.URL
	next http.RoundTripper
}

func (c *carrier) RoundTrip(request *http.Request) (*http.Response, error) {
	carried := request.Clone(request.Context())
	carried.URL.Scheme, carried.URL.Host = c.base.Scheme, c.base.Host
	carried.URL.Path = c.base.Path + request.URL.Path
	return c.next.RoundTrip(carried)
}

type judge struct {
	material material
}

func main() {
	base, err := url.Parse(os.Args[1])
	if err != nil {
		checks.Fatal(err)
	}
	j := &judge{material: checks.Material[material]()}
	http.DefaultTransport = &carrier{base: base, next: http.DefaultTransport}
	checks.Check("logs in", j.logsIn)
	checks.Check("sends one", j.sendsOne)
	checks.Check("sends what is hard to escape", j.sendsHard)
	checks.Check("sends a batch", j.sendsBatch)
	checks.Check("a dead token", j.deadToken)
	checks.Check("a dead token in a batch", j.deadInBatch)
	checks.Check("an access token that is none", j.noSession)
	checks.Check("a wrong credential", j.wrongCredential)
	checks.Check("a throttled call", j.throttled)
}

func (j *judge) client(with secret) (setting.PushClientInterface, error) {
	conf, err := json.Marshal(map[string]string{
		"appPkgName":   j.material.Settings.PackageName,
		"clientId":     j.material.Settings.AppID,
		"clientSecret": with.ClientSecret,
	})
	if err != nil {
		return nil, err
	}
	register, err := push.NewRegisterClientWithConf(string(conf), setting.HuaweiPlatform)
	if err != nil {
		return nil, err
	}
	return register.GetHUAWEIClient()
}

func (j *judge) login(with secret) (*huawei_channel.AccessTokenResp, error) {
	client, err := j.client(with)
	if err != nil {
		return nil, err
	}
	answer, err := client.GetAccessToken(context.Background())
	if err != nil {
		return nil, err
	}
	response, ok := answer.(*huawei_channel.AccessTokenResp)
	if !ok || response == nil {
		return nil, fmt.Errorf("an answer of another kind: %T", answer)
	}
	return response, nil
}

func (j *judge) logsIn() (string, error) {
	response, err := j.login(j.material.Credential)
	if err != nil {
		return "", err
	}
	if err := checks.Expect("life", 3600, response.ExpiresIn); err != nil {
		return "", err
	}
	return "", checks.Expect("has a token", true, len(response.AccessToken) > 20)
}

func (j *judge) push(title string, tokens ...string) (*huawei_channel.PushMessageResponse, error) {
	session, err := j.login(j.material.Credential)
	if err != nil {
		return nil, err
	}
	return j.pushWith(session.AccessToken, title, tokens)
}

func (j *judge) pushWith(session, title string, tokens []string) (*huawei_channel.PushMessageResponse, error) {
	client, err := j.client(j.material.Credential)
	if err != nil {
		return nil, err
	}
	answer, err := client.PushNotice(context.Background(), &setting.PushMessageRequest{
		AccessToken:  session,
		DeviceTokens: tokens,
		Message: &setting.Message{
			BusinessId: "job-1",
			Title:      title,
			Content:    "lunch?",
			Extra:      map[string]string{"conv": "p2p_1"},
		},
	})
	if err != nil {
		return nil, err
	}
	response, ok := answer.(*huawei_channel.PushMessageResponse)
	if !ok || response == nil {
		return nil, fmt.Errorf("an answer of another kind: %T", answer)
	}
	return response, nil
}

func (j *judge) answered(code, title string, tokens ...string) (string, error) {
	response, err := j.push(title, tokens...)
	if err != nil {
		return "", err
	}
	if err := checks.Expect("has a request id", true, response.RequestId != ""); err != nil {
		return "", err
	}
	return response.Msg, checks.Expect("code", code, response.Code)
}

func (j *judge) sendsOne() (string, error) {
	return j.answered("80000000", "Ann", "ok-one")
}

func (j *judge) sendsHard() (string, error) {
	return j.answered("80000000", `小红 🎉 a=b&c+d% "<>" \ /`, "ok-hard")
}

func (j *judge) sendsBatch() (string, error) {
	return j.answered("80000000", "Ann", "ok-1", "ok-2", "ok-3")
}

func (j *judge) deadToken() (string, error) {
	return j.answered("80300007", "Ann", "dead-1")
}

func (j *judge) deadInBatch() (string, error) {
	msg, err := j.answered("80100000", "Ann", "ok-4", "dead-2", "dead-3")
	if err != nil {
		return "", err
	}
	var told struct {
		Success, Failure int
		IllegalTokens    []string `json:"illegal_tokens"`
	}
	if err := json.Unmarshal([]byte(msg), &told); err != nil {
		return "", err
	}
	return msg, checks.Expect("what it tells", "{1 2 [dead-2 dead-3]}", fmt.Sprint(told))
}

// Huawei says it in a header that this client does not read, so nothing but the missing code tells.
func (j *judge) noSession() (string, error) {
	response, err := j.pushWith("none", "Ann", []string{"ok-1"})
	if err != nil {
		return "", err
	}
	return "no code", checks.Expect("code", "", response.Code)
}

func (j *judge) wrongCredential() (string, error) {
	response, err := j.login(j.material.WrongCredential)
	if err != nil {
		return "", err
	}
	if err := checks.Expect("error", 1203, response.Error); err != nil {
		return "", err
	}
	return response.ErrorDescription, checks.Expect("token", "", response.AccessToken)
}

// An answer without a body is a broken one to this client.
func (j *judge) throttled() (string, error) {
	_, err := j.push("Ann", "busy-1")
	if err == nil {
		return "", fmt.Errorf("was accepted")
	}
	return err.Error(), nil
}
