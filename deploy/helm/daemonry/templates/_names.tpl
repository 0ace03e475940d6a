{{- define "daemonry.name" -}}
{{- if contains "daemonry" .Release.Name }}{{ .Release.Name }}{{ else }}{{ .Release.Name }}-daemonry{{ end }}
{{- end }}

{{- define "daemonry.selector" -}}
app.kubernetes.io/name: daemonry
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{- define "daemonry.labels" -}}
{{ include "daemonry.selector" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ .Chart.Name }}-{{ .Chart.Version }}
{{- end }}
